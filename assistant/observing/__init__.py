"""What a process tells of its work: request ids, log records, metrics, spans.

None of it holds what people ask or what documents say, unless that is asked for, and none of it is sent anywhere.
"""

"""What stands in front of the chat: who may come in, what may be asked for, and whose conversation is whose.

In: an ASGI application. Out: the same, guarded. Each guard knows nothing of the others.
"""

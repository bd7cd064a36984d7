"""What the server tells of its work: ids of requests, whether it is well, numbers."""

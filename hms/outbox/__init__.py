"""The queue of what is to be sent: enqueue in the caller's transaction, claim, mark."""

"""Work behind requests: who asked for it, how far it is, and the workers that do it. pgqueuer is the queue."""

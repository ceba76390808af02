"""One exchange with the ministry: the engine that decides, and what carries it. No Qt."""

"""Everything on one machine: keys and ports of its own, Redis, the processes, the playground."""

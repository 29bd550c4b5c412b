"""One data file for each real plan; read by care/policy/packs.py."""

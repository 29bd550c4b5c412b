"""Children change hands: roll call, handover, moving, closing."""

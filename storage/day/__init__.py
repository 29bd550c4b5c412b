"""What a day leaves behind beside the ledger: leaves, pickups, marks, lists, open matters."""

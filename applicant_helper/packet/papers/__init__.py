"""From any paper that people hand in to pages that can be placed. Runs in the guarded child, but for what
works on the packet itself: `layers.collect_layers`, `one_stream` and `active.drop_active`."""

"""What the graph looks like outside of it: one exporter a module."""

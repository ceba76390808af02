"""The commands, a module for each thing a desk does; none imports Qt, each loads only its own."""

"""What the desk knows: record kinds and pure rules, without files, threads, clocks or widgets."""

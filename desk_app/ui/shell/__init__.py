"""The frame around the pages: sections, menus, palette, status line."""

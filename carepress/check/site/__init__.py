"""Checks what concerns the site as a whole: what lapses, what is allowed, links to other hosts."""

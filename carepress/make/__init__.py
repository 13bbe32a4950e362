"""Makes the site: what is read, each page in one step, and the files beside pages."""

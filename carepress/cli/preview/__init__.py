"""The preview: a server that shows the site while it is written, with what is wrong beside each page."""

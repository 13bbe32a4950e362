"""What the site has besides pages: feeds, the sitemap, the host's rules, the search index."""

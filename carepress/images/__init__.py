"""Makes pictures: what a page shows, and what stands for it elsewhere."""

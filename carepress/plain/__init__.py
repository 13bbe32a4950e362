"""A site that needs nothing beyond what every site has; starter/ beside this file is where `init` begins one."""

from carepress.model.kind import SiteKind

SITE = SiteKind()

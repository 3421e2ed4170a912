"""An operation's tables or a site, as what plans and reports begin with; plans that were made before; reports."""

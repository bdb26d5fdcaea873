"""The briefing of a partnership network: what was found, as HTML, PDF, Word or Markdown. Nothing is computed here."""

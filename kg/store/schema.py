"""What a graph file holds: the tables, their version, and how a file is known to be one.

``TABLES`` is the present version; ``kg/store/migrations.py`` brings older files to it.
"""

from __future__ import annotations

APPLICATION_ID = 0x6B674752
"""``kgGR`` in SQLite's header: ``file news.kg`` and this program know the file by it."""

VERSION = 2
"""Rises with every change that an older program cannot read; each rise has its migration."""

TABLES = """
CREATE TABLE meta (          -- what the file as a whole is
    key TEXT PRIMARY KEY,    -- 'created by', 'model', ...
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (       -- one row an article: all that was read in it
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL, -- sha256 of the article and of what read it: equal means nothing to do
    date TEXT,
    title TEXT,
    source TEXT,
    url TEXT,
    occurrences INTEGER NOT NULL,
    reading TEXT NOT NULL,   -- the Reading as JSON (kg/store/codec.py); the columns before are copies
    content TEXT NOT NULL DEFAULT '' -- sha256 of what a reading depends on: equal means one reading for both
);

CREATE INDEX article_content ON article (content);

CREATE TABLE skipped (       -- what the last build set aside
    place TEXT PRIMARY KEY,  -- 'news.jsonl:17'
    reason TEXT NOT NULL
) WITHOUT ROWID;
"""

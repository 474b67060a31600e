-- By what a removed contact is known again under another reference: keyed hashes, one a line
-- (intake/contact_traces.h). Contacts that were removed before have none, and are known by their reference.

ALTER TABLE contact_removed ADD COLUMN traces TEXT NOT NULL DEFAULT '';

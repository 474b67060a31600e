-- The day on which a pupil is expected in school for the first time; '' where it is not known, as for everybody whom
-- an import before this one brought.

ALTER TABLE pupil ADD COLUMN starts TEXT NOT NULL DEFAULT '';

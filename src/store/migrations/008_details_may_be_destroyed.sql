-- What was kept for the safety of staff on a visit goes when they are back (store/journal.cpp, destroy). A row of
-- the record may lose details, and nothing else: who, when, what about and the chain's own columns stay. That
-- it was Firstday who took them out stands in a details_destroyed event, without which verify() reports it.
DROP TRIGGER event_no_UPDATE;
CREATE TRIGGER event_no_UPDATE BEFORE UPDATE ON event WHEN
  NEW.school <> OLD.school OR NEW.seq <> OLD.seq OR NEW.happened_at <> OLD.happened_at OR NEW.type <> OLD.type
  OR NEW.case_id <> OLD.case_id OR NEW.pupil <> OLD.pupil OR NEW.contact <> OLD.contact OR NEW.job <> OLD.job
  OR NEW.attempt <> OLD.attempt OR NEW.commitment <> OLD.commitment OR NEW.hash <> OLD.hash
  OR NEW.actor <> OLD.actor OR LENGTH(NEW.details) >= LENGTH(OLD.details)
BEGIN SELECT RAISE(ABORT, 'event is only ever added to'); END;

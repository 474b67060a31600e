-- Each school's due jobs by themselves, so that fifty thousand of one are not read past for another's; and those
-- in the urgent lane (job::kUrgentBelow, 10), which are asked for while they wait.
DROP INDEX job_due;
CREATE INDEX job_due ON job (school, priority, not_before, id) WHERE state = 'queued' AND carried = 1;
CREATE INDEX job_urgent ON job (school, kind, not_before) WHERE state = 'queued' AND carried = 1 AND priority < 10;
{usual job job_urgent 20 2 1 1}

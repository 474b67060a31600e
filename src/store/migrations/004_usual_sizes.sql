-- How many rows to expect: rows of the table, then rows for each further column of the key that is
-- given. Without these SQLite takes ten rows for a school, and walks all of a school's jobs and events
-- where it could go by day, case or pupil. The figures are those of a trust of 100 schools after some
-- years; they are fixed, so that a plan never depends on what was there when somebody counted.

{usual absence_case absence_case 100000 1000 1}
{usual absence_case absence_case_closing 100000 1000 20}
{usual job job 1000000 10000 1}
{usual job job_of_day 1000000 10000 60}
{usual job job_due 1000 100 10 1 1}
{usual job job_leased 100 10}
{usual job job_expiring 1000 10}
{usual job_subject job_subject 1000000 10000 1 1}
{usual job_subject job_subject_key 1000000 10000 1}
{usual job_subject job_subject_pupil 1000000 10000 20}
{usual job_subject job_subject_case 1000000 10000 15}
{usual attempt attempt 500000 5000 1}
{usual attempt attempt_number 500000 5000 1 1}
{usual attempt attempt_started 10 5 1}
{usual attempt_claim attempt_claim 500000 5000 1 1}
{usual attempt_claim attempt_claim_live 500000 5000 1}
{usual event event 5000000 50000 1}
{usual event event_of_pupil 5000000 50000 100 1}
{usual event event_of_case 5000000 50000 40 1}

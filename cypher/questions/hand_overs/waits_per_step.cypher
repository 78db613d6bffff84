// title_nl = "Hoe lang duurt een antwoord per stap?"
// title_en = "How long does an answer take per step?"
// why_nl = "Om te zien welke stap van de keten traag is. Van een deel van de overdrachten is de dag van het antwoord niet geleverd; die zijn wel geteld."
// why_en = "To see which step of the chain is slow. Of some hand-overs the day of the answer wasn't delivered; they are counted all the same."
// order = ["step"]
// parameters = []
// columns = [
//   { name = "step", text_nl = "stap" },
//   { name = "n_sent", type = "integer", text_nl = "overdrachten" },
//   { name = "n_answered", type = "integer", text_nl = "met de dag van het antwoord" },
//   { name = "mean_days", type = "number", text_nl = "gemiddeld aantal dagen" },
//   { name = "most_days", type = "integer", text_nl = "langst" },
//   { name = "n_waiting", type = "integer", text_nl = "wacht nog" },
//   { name = "most_days_waiting", type = "integer", text_nl = "wacht het langst, in dagen" },
// ]

MATCH (referral:Referral)
WITH coalesce(referral.step, '') AS step,
     duration.inDays(referral.sent_date, referral.answered_date).days AS days,
     referral.answered_date IS NULL AND coalesce(referral.outcome, 'pending') = 'pending'
       AS waiting,
     coalesce(referral.sent_date_latest, referral.sent_date) AS since
WITH step, days, waiting,
     CASE WHEN NOT waiting THEN null
          WHEN since < $as_of THEN duration.inDays(since, $as_of).days
          ELSE 0 END AS days_waiting
RETURN step,
       count(*) AS n_sent,
       count(days) AS n_answered,
       CASE WHEN count(days) > 0 THEN toFloat(sum(days)) / count(days) END AS mean_days,
       max(days) AS most_days,
       count(days_waiting) AS n_waiting,
       max(days_waiting) AS most_days_waiting

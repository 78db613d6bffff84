// title_nl = "Welke overdracht wacht al lang op antwoord?"
// title_en = "Which hand-over has waited long for an answer?"
// why_nl = "Wie wacht weet niet of een ander het heeft opgepakt. Een terugkoppeling vraagt geen antwoord en staat er niet bij."
// why_en = "Who waits doesn't know whether another took it up. Feedback asks for no answer and is left out."
// order = ["-days_waiting", "referral_id"]
// parameters = [
//   { name = "days", type = "integer", default = 28, min = 0, max = 36500, text_nl = "langer dan zoveel dagen" },
// ]
// columns = [
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "from_partner_id", text_nl = "van partner" },
//   { name = "to_partner_id", text_nl = "naar partner" },
//   { name = "step", text_nl = "stap" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "days_waiting", type = "integer", text_nl = "dagen wachten, ten minste" },
//   { name = "subjects", type = "list", text_nl = "over wie" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE referral.answered_date IS NULL AND coalesce(referral.outcome, 'pending') = 'pending'
  AND coalesce(referral.step, '') <> 'feedback'
WITH sender, receiver, referral, coalesce(referral.sent_date_latest, referral.sent_date) AS since
WITH sender, receiver, referral,
     CASE WHEN since < $as_of THEN duration.inDays(since, $as_of).days ELSE 0 END AS days_waiting
WHERE days_waiting > $days
WITH *, COLLECT {
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  RETURN DISTINCT coalesce(who.person_id, who.household_id)
} AS subjects
RETURN referral.referral_id AS referral_id,
       sender.partner_id AS from_partner_id,
       receiver.partner_id AS to_partner_id,
       coalesce(referral.step, '') AS step,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       days_waiting,
       subjects

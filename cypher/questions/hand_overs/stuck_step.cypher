// title_nl = "In welke stap is een zaak blijven steken?"
// title_en = "In which step did a matter get stuck?"
// why_nl = "De laatste stap van een zaak die niemand beantwoordde, met de verste stap van de Meldcode die is gezet. Wat later is doorgegeven is niet blijven steken."
// why_en = "The last step of a matter that nobody answered, with the furthest step of the Meldcode taken. What was handed on later didn't get stuck."
// order = ["-days_waiting", "referral_id"]
// parameters = []
// columns = [
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "step", text_nl = "laatste stap" },
//   { name = "meldcode_step", type = "integer", text_nl = "verste stap van de Meldcode" },
//   { name = "from_partner_id", text_nl = "van partner" },
//   { name = "to_partner_id", text_nl = "bij partner" },
//   { name = "n_before", type = "integer", text_nl = "overdrachten ervoor" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "days_waiting", type = "integer", text_nl = "dagen wachten, ten minste" },
//   { name = "subjects", type = "list", text_nl = "over wie" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE referral.answered_date IS NULL AND coalesce(referral.outcome, 'pending') = 'pending'
  AND coalesce(referral.step, '') <> 'feedback'
CALL (referral) {
  // A hand-over about nobody we know is still a matter of its own.
  RETURN referral AS other
  UNION
  // The same matter: signals of one episode; without two signals, the same person or household.
  MATCH (referral)-[:CONCERNS]->(:Signal)-[:PART_OF]->(episode:Episode)
  MATCH (episode)<-[:PART_OF]-(:Signal)<-[:CONCERNS]-(other:Referral)
  RETURN other
  UNION
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  MATCH (who)<-[:ABOUT]-()<-[:CONCERNS]-{0,1}(other:Referral)
  WHERE NOT (EXISTS { (referral)-[:CONCERNS]->(:Signal) }
             AND EXISTS { (other)-[:CONCERNS]->(:Signal) })
  RETURN other
}
// An unknown day lies before all others, as everywhere.
WITH sender, receiver, referral, other,
     coalesce(referral.sent_date, date('0001-01-01')) AS sent,
     coalesce(other.sent_date, date('0001-01-01')) AS sent_other
WITH sender, receiver, referral,
     count(CASE WHEN sent_other > sent THEN 1 END) AS n_after,
     count(CASE WHEN sent_other < sent THEN 1 END) AS n_before,
     max(CASE WHEN other.step STARTS WITH 'meldcode_' THEN toInteger(right(other.step, 1)) END)
       AS meldcode_step,
     coalesce(referral.sent_date_latest, referral.sent_date) AS since
WHERE n_after = 0
WITH *, COLLECT {
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  RETURN DISTINCT coalesce(who.person_id, who.household_id)
} AS subjects
RETURN referral.referral_id AS referral_id,
       coalesce(referral.step, '') AS step,
       meldcode_step,
       sender.partner_id AS from_partner_id,
       receiver.partner_id AS to_partner_id,
       n_before,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       CASE WHEN since < $as_of THEN duration.inDays(since, $as_of).days ELSE 0 END AS days_waiting,
       subjects

// title_nl = "Wat komt terug bij een partner die het al had?"
// title_en = "What comes back to a partner that had it before?"
// why_nl = "Een zaak die rondgaat heeft niemand die haar houdt. Terugkoppeling aan de melder is geen rondgang."
// why_en = "A matter that goes round has nobody who holds it. Feedback to the reporter is no loop."
// order = ["sent_date", "referral_id"]
// parameters = []
// columns = [
//   { name = "partner_id", text_nl = "komt terug bij" },
//   { name = "from_partner_id", text_nl = "gestuurd door" },
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "step", text_nl = "stap" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "earlier_referrals", type = "list", text_nl = "eerder weggestuurd met" },
//   { name = "days_since_first", type = "integer", text_nl = "dagen na de eerste keer" },
//   { name = "subjects", type = "list", text_nl = "over wie" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE sender <> receiver AND coalesce(referral.step, '') <> 'feedback'
CALL (referral) {
  // The same matter: signals of one episode; without two signals, the same person or household.
  MATCH (referral)-[:CONCERNS]->(:Signal)-[:PART_OF]->(episode:Episode)
  MATCH (episode)<-[:PART_OF]-(:Signal)<-[:CONCERNS]-(before:Referral)
  RETURN before
  UNION
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  MATCH (who)<-[:ABOUT]-()<-[:CONCERNS]-{0,1}(before:Referral)
  WHERE NOT (EXISTS { (referral)-[:CONCERNS]->(:Signal) }
             AND EXISTS { (before)-[:CONCERNS]->(:Signal) })
  RETURN before
}
// An unknown day lies before all others, as everywhere.
WITH sender, receiver, referral, before,
     coalesce(referral.sent_date, date('0001-01-01')) AS sent,
     coalesce(before.sent_date, date('0001-01-01')) AS sent_before
WHERE EXISTS { (before)-[:SENT_BY]->(receiver) }
  AND coalesce(before.step, '') <> 'feedback'
  AND (sent_before < sent OR (sent_before = sent AND before.row < referral.row))
WITH sender, receiver, referral, min(sent_before) AS first_day,
     collect(DISTINCT before.referral_id) AS earlier_referrals
WITH *, COLLECT {
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  RETURN DISTINCT coalesce(who.person_id, who.household_id)
} AS subjects
RETURN receiver.partner_id AS partner_id,
       sender.partner_id AS from_partner_id,
       referral.referral_id AS referral_id,
       coalesce(referral.step, '') AS step,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       earlier_referrals,
       CASE WHEN first_day > date('0001-01-01')
            THEN duration.inDays(first_day, referral.sent_date).days END AS days_since_first,
       subjects

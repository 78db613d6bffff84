// title_nl = "Welke overdracht liep dood?"
// title_en = "Which hand-over came to a dead end?"
// why_nl = "Geweigerd of zonder vervolg, en daarna geen nieuwe overdracht, geen hulp en geen maatregel: de zorg van toen kan er nog zijn."
// why_en = "Refused or without follow-up, and after that no new hand-over, no help and no measure: the concern of then may still be there."
// order = ["sent_date", "referral_id"]
// parameters = []
// columns = [
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "from_partner_id", text_nl = "van partner" },
//   { name = "to_partner_id", text_nl = "naar partner" },
//   { name = "step", text_nl = "stap" },
//   { name = "outcome", text_nl = "uitkomst" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "answered_date", text_nl = "beantwoord op" },
//   { name = "subjects", type = "list", text_nl = "over wie" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE referral.outcome IN ['no_follow_up', 'refused']
CALL (referral) {
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
WITH sender, receiver, referral, coalesce(referral.sent_date, date('0001-01-01')) AS sent, other
WITH sender, receiver, referral, sent,
     count(CASE WHEN coalesce(other.sent_date, date('0001-01-01')) > sent THEN 1 END) AS n_after
WHERE n_after = 0
  AND NOT EXISTS {
    MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)<-[part:INVOLVED_WITH]-(:Partner)
    WHERE coalesce(part.start_latest, part.start) >= sent
  }
  AND NOT EXISTS {
    MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
    MATCH (who)<-[:ABOUT]-(measure:Measure)
    WHERE coalesce(measure.start_latest, measure.start) >= sent
  }
WITH *, COLLECT {
  MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
  RETURN DISTINCT coalesce(who.person_id, who.household_id)
} AS subjects
RETURN referral.referral_id AS referral_id,
       sender.partner_id AS from_partner_id,
       receiver.partner_id AS to_partner_id,
       coalesce(referral.step, '') AS step,
       referral.outcome AS outcome,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       coalesce(referral.answered_date_text, toString(referral.answered_date), '')
         AS answered_date,
       subjects

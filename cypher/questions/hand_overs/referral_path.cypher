// title_nl = "Welke weg langs partners heeft iemand afgelegd?"
// title_en = "Which way along the partners has somebody gone?"
// why_nl = "Alle overdrachten over een persoon op een rij, met wat elke stap in dezelfde zaak opvolgt: zo is te zien waar de weg stokt of rondgaat."
// why_en = "All hand-overs about a person in a row, with what each step follows in the same matter: so one sees where the way stops or goes round."
// order = ["sent_date", "referral_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "from_partner_id", text_nl = "van partner" },
//   { name = "to_partner_id", text_nl = "naar partner" },
//   { name = "step", text_nl = "stap" },
//   { name = "outcome", text_nl = "uitkomst" },
//   { name = "answered_date", text_nl = "beantwoord op" },
//   { name = "days", type = "integer", text_nl = "dagen tot het antwoord" },
//   { name = "waiting", type = "flag", text_nl = "wacht nog" },
//   { name = "follows", type = "list", text_nl = "volgt op" },
// ]

// About the person (no step), or concerning a signal about the person (one step).
MATCH (:Person {person_id: $person})<-[:ABOUT]-()<-[:CONCERNS]-{0,1}(referral:Referral)
WITH DISTINCT referral
MATCH (sender:Partner)<-[:SENT_BY]-(referral)-[:HANDED_TO]->(receiver:Partner)
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
WITH sender, receiver, referral,
     // What was handed to the sender before; the hand-over itself is one of its matter.
     collect(DISTINCT CASE
       WHEN EXISTS { (before)-[:HANDED_TO]->(sender) }
        AND (sent_before < sent OR (sent_before = sent AND before.row < referral.row))
       THEN before.referral_id END) AS follows
RETURN coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       referral.referral_id AS referral_id,
       sender.partner_id AS from_partner_id,
       receiver.partner_id AS to_partner_id,
       coalesce(referral.step, '') AS step,
       coalesce(referral.outcome, '') AS outcome,
       coalesce(referral.answered_date_text, toString(referral.answered_date), '')
         AS answered_date,
       duration.inDays(referral.sent_date, referral.answered_date).days AS days,
       referral.answered_date IS NULL AND coalesce(referral.outcome, 'pending') = 'pending'
         AS waiting,
       follows

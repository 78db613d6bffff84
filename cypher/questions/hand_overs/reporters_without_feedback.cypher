// title_nl = "Welke melder hoorde niets meer nadat het was doorgegeven?"
// title_en = "Which reporter heard nothing more after it was passed on?"
// why_nl = "Wie meldt en niets hoort meldt de volgende keer niet. Alleen wat de ontvanger doorgaf; doorgegeven is zelf nog geen antwoord op wat er is gedaan."
// why_en = "Who reports and hears nothing won't report next time. Only what the receiver passed on; that it was passed on is no answer yet to what was done."
// order = ["partner_id", "referral_id"]
// parameters = []
// columns = [
//   { name = "partner_id", text_nl = "melder" },
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "to_partner_id", text_nl = "gemeld bij" },
//   { name = "step", text_nl = "stap" },
//   { name = "outcome", text_nl = "uitkomst" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "went_on_to", type = "list", text_nl = "doorgegeven aan" },
//   { name = "days_since", type = "integer", text_nl = "dagen sinds de melding, ten minste" },
// ]

MATCH (reporter:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE coalesce(referral.step, '') <> 'feedback'
  AND (referral.outcome = 'passed_on'
       OR (referral.answered_date IS NULL AND coalesce(referral.outcome, 'pending') = 'pending'))
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
MATCH (teller:Partner)<-[:SENT_BY]-(other)-[:HANDED_TO]->(told:Partner)
// An unknown day lies before all others, as everywhere.
WITH reporter, receiver, referral, other, teller, told,
     coalesce(other.sent_date, date('0001-01-01'))
       >= coalesce(referral.sent_date, date('0001-01-01')) AS later
WITH reporter, receiver, referral,
     count(CASE WHEN told = reporter AND other.step = 'feedback'
                 AND later THEN 1 END) AS n_feedback,
     collect(DISTINCT CASE WHEN teller = receiver AND told <> reporter AND other <> referral
                            AND coalesce(other.step, '') <> 'feedback' AND later
                      THEN told.partner_id END) AS went_on_to,
     coalesce(referral.sent_date_latest, referral.sent_date) AS since
WHERE n_feedback = 0
  AND (coalesce(referral.outcome, '') = 'passed_on' OR size(went_on_to) > 0)
RETURN reporter.partner_id AS partner_id,
       referral.referral_id AS referral_id,
       receiver.partner_id AS to_partner_id,
       coalesce(referral.step, '') AS step,
       coalesce(referral.outcome, '') AS outcome,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       went_on_to,
       CASE WHEN since < $as_of THEN duration.inDays(since, $as_of).days ELSE 0 END AS days_since

// title_nl = "Wie is doorverwezen terwijl er al een hulpverlener was?"
// title_en = "Who was referred while a helper was there already?"
// why_nl = "Wat wordt gemeld kan mee in de hulp die er al is. Alleen hulp, behandeling, voogdij en toezicht bij dezelfde persoon of hetzelfde huishouden, van een ander dan wie stuurt of ontvangt."
// why_en = "What is reported can go along in the help that is there already. Only help, treatment, guardianship and supervision of the same person or household, by another than who sends or receives."
// order = ["sent_date", "referral_id", "helper_id"]
// parameters = []
// columns = [
//   { name = "referral_id", text_nl = "overdracht" },
//   { name = "sent_date", text_nl = "verzonden op" },
//   { name = "step", text_nl = "stap" },
//   { name = "from_partner_id", text_nl = "van partner" },
//   { name = "to_partner_id", text_nl = "naar partner" },
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "helper_id", text_nl = "wie er al was" },
//   { name = "role", text_nl = "rol" },
//   { name = "start", text_nl = "sinds" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE coalesce(referral.step, '') <> 'feedback'
MATCH (referral)-[:CONCERNS]->{0,1}()-[:ABOUT]->(who)
WITH DISTINCT sender, referral, receiver, who
MATCH (who)<-[part:INVOLVED_WITH]-(helper:Partner)
WHERE part.role IN ['helper', 'treatment', 'guardian', 'supervisor']
  AND helper <> sender AND helper <> receiver
  // On the day of the hand-over; one whose day isn't known is left out.
  AND referral.sent_date IS NOT NULL
  AND (part.start IS NULL OR part.start <= referral.sent_date)
  AND (part.end IS NULL OR part.end > referral.sent_date)
RETURN referral.referral_id AS referral_id,
       coalesce(referral.sent_date_text, toString(referral.sent_date), '') AS sent_date,
       coalesce(referral.step, '') AS step,
       sender.partner_id AS from_partner_id,
       receiver.partner_id AS to_partner_id,
       coalesce(who.person_id, who.household_id) AS subject,
       helper.partner_id AS helper_id,
       part.role AS role,
       coalesce(part.start_text, toString(part.start), '') AS start

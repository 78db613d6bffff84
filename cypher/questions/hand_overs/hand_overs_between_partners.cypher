// title_nl = "Wie geeft wat aan wie door, en wat gebeurt ermee?"
// title_en = "Who hands what to whom, and what becomes of it?"
// why_nl = "De keten als geheel, zonder mensen: tussen welke soorten partners loopt het goed, en waar blijft het liggen of wordt het geweigerd."
// why_en = "The chain as a whole, without people: between which kinds of partners things go well, and where they lie waiting or are refused."
// order = ["from_kind", "to_kind"]
// parameters = [
//   { name = "months", type = "integer", default = 24, min = 1, max = 1200, text_nl = "van zoveel maanden" },
// ]
// columns = [
//   { name = "from_kind", text_nl = "van soort partner" },
//   { name = "to_kind", text_nl = "naar soort partner" },
//   { name = "n_sent", type = "integer", text_nl = "overdrachten" },
//   { name = "n_taken_up", type = "integer", text_nl = "opgepakt" },
//   { name = "n_passed_on", type = "integer", text_nl = "doorgegeven" },
//   { name = "n_not_taken_up", type = "integer", text_nl = "geweigerd of zonder vervolg" },
//   { name = "n_waiting", type = "integer", text_nl = "wacht nog" },
//   { name = "n_partners", type = "integer", text_nl = "verschillende zenders" },
// ]

MATCH (sender:Partner)<-[:SENT_BY]-(referral:Referral)-[:HANDED_TO]->(receiver:Partner)
WHERE coalesce(referral.sent_date_latest, referral.sent_date)
      >= $as_of - duration({months: $months})
WITH sender, receiver, referral, coalesce(referral.outcome, '') AS outcome
RETURN sender.kind AS from_kind,
       receiver.kind AS to_kind,
       count(*) AS n_sent,
       count(CASE WHEN outcome IN ['accepted', 'help_running'] THEN 1 END) AS n_taken_up,
       count(CASE WHEN outcome = 'passed_on' THEN 1 END) AS n_passed_on,
       count(CASE WHEN outcome IN ['no_follow_up', 'refused'] THEN 1 END) AS n_not_taken_up,
       count(CASE WHEN outcome IN ['', 'pending'] AND referral.answered_date IS NULL THEN 1 END)
         AS n_waiting,
       count(DISTINCT sender) AS n_partners

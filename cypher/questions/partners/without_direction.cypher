// title_nl = "Waar zijn meer partners betrokken zonder dat iemand de regie heeft?"
// title_en = "Where are several partners involved while nobody holds the direction?"
// why_nl = "Niemand lijkt dan het overzicht te hebben. Regie heeft wie als procesregisseur of casusregisseur is geleverd; wie haar hoort te hebben wordt niet geraden."
// why_en = "Nobody seems to have the overview then. Direction is held by who was delivered as process director or case manager; who ought to hold it is not guessed."
// order = ["-n_partners", "household_id"]
// parameters = [
//   { name = "at_least", type = "integer", default = 2, min = 1, max = 100, text_nl = "ten minste zoveel partners" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "n_partners", type = "integer", text_nl = "betrokken partners" },
//   { name = "partners", type = "list", text_nl = "welke" },
//   { name = "chains", type = "list", text_nl = "uit welke ketens" },
// ]

MATCH (partner:Partner)-[part:INVOLVED_WITH]->(who)-[:HOME]->{0,1}(home:Household)
WHERE (part.start IS NULL OR part.start <= $as_of)
  AND (part.end IS NULL OR coalesce(part.end_latest, part.end) > $as_of)
WITH home,
     // In no reading of its dates somebody directs.
     count(CASE WHEN part.role IN ['process_director', 'case_manager'] THEN 1 END) AS n_directing,
     collect(CASE WHEN part.end IS NULL OR part.end > $as_of THEN partner END) AS running
WHERE n_directing = 0
UNWIND running AS partner
WITH home, collect(DISTINCT partner.partner_id) AS partners, collect(DISTINCT partner.chain) AS chains
WHERE size(partners) >= $at_least
RETURN home.household_id AS household_id,
       size(partners) AS n_partners,
       partners,
       chains

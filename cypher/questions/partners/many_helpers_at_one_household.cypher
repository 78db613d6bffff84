// title_nl = "In welke huishoudens komen meer hulpverleners tegelijk?"
// title_en = "Which households have several helpers at once?"
// why_nl = "Hulpverleners die langs elkaar heen werken zijn een reden voor een plan. Alleen hulp, behandeling, voogdij en toezicht die nu loopt telt."
// why_en = "Helpers that work past each other are a reason for one plan. Only help, treatment, guardianship and supervision that runs now counts."
// order = ["-n_partners", "household_id"]
// parameters = [
//   { name = "at_least", type = "integer", default = 2, min = 2, max = 100, text_nl = "ten minste zoveel partners" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "n_partners", type = "integer", text_nl = "partners die helpen" },
//   { name = "partners", type = "list", text_nl = "welke" },
//   { name = "n_subjects", type = "integer", text_nl = "personen of huishoudens die hulp krijgen" },
// ]

MATCH (partner:Partner)-[part:INVOLVED_WITH]->(who)-[:HOME]->{0,1}(home:Household)
WHERE part.role IN ['helper', 'treatment', 'guardian', 'supervisor']
  AND (part.start IS NULL OR part.start <= $as_of)
  AND (part.end IS NULL OR part.end > $as_of)
WITH home, collect(DISTINCT partner.partner_id) AS partners, count(DISTINCT who) AS n_subjects
WHERE size(partners) >= $at_least
RETURN home.household_id AS household_id,
       size(partners) AS n_partners,
       partners,
       n_subjects

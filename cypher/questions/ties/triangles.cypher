// title_nl = "Welke drie personen zijn allemaal met elkaar verbonden?"
// title_en = "Which three persons are all tied to each other?"
// why_nl = "Drie die elkaar kennen zijn een kleine groep, van vrienden of van iets anders. Wie slachtoffer, getuige of kind was staat apart van wie verdachte of veroordeelde was."
// why_en = "Three who know each other are a small group, of friends or of something else. Who was victim, witness or child stands apart from who was suspect or convicted."
// order = ["first_id", "second_id", "third_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "first_id", text_nl = "persoon" },
//   { name = "second_id", text_nl = "tweede" },
//   { name = "third_id", text_nl = "derde" },
//   { name = "first_second", type = "list", text_nl = "banden van de eerste en de tweede" },
//   { name = "second_third", type = "list", text_nl = "banden van de tweede en de derde" },
//   { name = "first_third", type = "list", text_nl = "banden van de eerste en de derde" },
//   { name = "as_suspect", type = "integer", text_nl = "hoeveel van hen zelf verdachte of veroordeelde zijn" },
//   { name = "as_victim", type = "integer", text_nl = "hoeveel van hen slachtoffer, getuige of kind in het gezin zijn" },
// ]

MATCH (first:Person)-[one:TIED_TO]-(second:Person)
WHERE first.person_id < second.person_id
  AND (one.start IS NULL OR one.start <= $on) AND (one.end IS NULL OR one.end > $on)
WITH first, second, collect(DISTINCT one.kind) AS first_second
MATCH (second)-[two:TIED_TO]-(third:Person)
WHERE second.person_id < third.person_id
  AND (two.start IS NULL OR two.start <= $on) AND (two.end IS NULL OR two.end > $on)
WITH first, second, third, first_second, collect(DISTINCT two.kind) AS second_third
MATCH (first)-[three:TIED_TO]-(third)
WHERE (three.start IS NULL OR three.start <= $on) AND (three.end IS NULL OR three.end > $on)
WITH first, second, third, first_second, second_third, collect(DISTINCT three.kind) AS first_third
RETURN first.person_id AS first_id,
       second.person_id AS second_id,
       third.person_id AS third_id,
       first_second AS first_second,
       second_third AS second_third,
       first_third AS first_third,
       size([person IN [first, second, third] WHERE EXISTS {
         MATCH (signal:Signal)-[:ABOUT]->(person)
         WHERE signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted' }]) AS as_suspect,
       size([person IN [first, second, third] WHERE EXISTS {
         MATCH (signal:Signal)-[:ABOUT]->(person)
         WHERE signal.role IN ['victim', 'witness', 'child_in_family'] AND signal.counted }]) AS as_victim

"""Common given names in Norway, folded: so that «Mohammed sjekker …» has a person in it also when the roster does not know him,
and so that «Karin» is not taken for a typo of «Kari».
"""

from dialogs.language.folding import ordsett

_KVINNER = (
    "Agnes Aisha Amalie Amina Amira Andrea Ane Anette Anita Anja Ann Anna Anne Annette Anniken Ashild Asta Astrid Aud Audhild Aurora Aase Åse "
    "Åshild Åsne Benedicte Benedikte Bente Bergljot Berit Beate Birgit Birgitte Birte Bjørg Bodil Borghild Brit Britt Camilla Caroline Cathrine "
    "Cecilie Charlotte Christina Christine Dagny Dorthe Ebba Edel Edith Eirin Eldbjørg Elena Elin Eline Elisabeth Elise Elisiv Ella Ellen Else Elsa "
    "Emilie Emma Emine Erika Ester Eva Evy Fatima Fatma Frida Frøydis Gerd Gina Gjertrud Grete Grethe Gro Gudrun Guri Guro Gunhild Gunn Gunnhild "
    "Gunvor Halina Hanna Hanne Hannah Hedda Hedvig Hege Heidi Helen Helene Helga Helle Henny Henriette Hilde Hildegunn Hjørdis Hodan Ida Ina "
    "Inga Inger Ingebjørg Ingeborg Ingrid Ingunn Ingvild Irene Iren Iris Isabel Jane Janne Jeanette Jenny Jorid Jorunn Johanne Joanna Julia Julie Juni "
    "Kaia Kaja Kamilla Karen Kari Karin Karianne Karoline Katarina Katarzyna Kathrine Katrine Kine Kirsten Kirsti Kjersti Kjellaug Klara Kristin "
    "Kristina Kristine Laila Lan Lea Leila Lena Lene Linda Line Linh Linn Linnea Lisa Lisbet Lisbeth Lise Liv Live Lone Louise Lovise Magda Magnhild "
    "Mai Maja Malin Malene Mali Maren Margit Margrete Margrethe Mari Maria Mariam Marianne Marie Mariann Marit Marita Marta Marte Martha Marthe Martine Mathilde "
    "May Maya Merete Mia Milena Mina Mona Monica Monika Nadia Nina Nora Oda Oddny Oddrun Olga Oddbjørg Pernille Petra Phuong Ragna Ragnhild Rakel Randi "
    "Rebecca Rebekka Reidun Renate Rikke Rita Runa Ruth Safia Sahra Samira Sandra Sara Sarah Selma Signe Sigrid Sigrun Sigrunn Silje Siri Siv Sissel "
    "Sofia Sofie Solfrid Solbjørg Solrun Solveig Stine Sunniva Susanne Svetlana Synne Synnøve Tale Tanja Thea Therese Tina Tiril Tone Tonje Toril Torhild "
    "Torill Torunn Tove Trine Trude Tuva Turid Unn Unni Valborg Vera Veronica Vibeke Vigdis Vilde Ylva Yasmin Zahra Zainab Zofia "
)
_MENN = (
    "Abdi Abdul Abdullah Adam Adrian Ahmed Aksel Albert Aleksander Alexander Alf Ali Amir Anders Andre Andreas Anton Are Arild Arne Arnfinn Arnt Arvid "
    "Asbjørn Asgeir Asle Aslak Atle August Axel Bendik Benjamin Bent Bernt Birger Bjarne Bjarte Bjørn Bjørnar Bo Borge Børge Børre Brage Carl Christer Christian Christoffer "
    "Dag Dagfinn Daniel David Dmitri Edgar Edvard Edvin Egil Eilif Einar Eirik Eivind Elias Elling Emil Endre Erik Erlend Erling Espen Even Eyvind Filip Finn Fredrik Frode "
    "Gard Gaute Geir Georg Gisle Gjermund Gunnar Gustav Halvard Halvor Hans Harald Hassan Haakon Håkon Håvard Helge Henning Henrik Herman Hussein Ibrahim "
    "Idar Ingar Inge Ingvar Isak Ivar Iver Jakob Jan Jarle Jens Jesper Joakim Joar Johan Johannes Johnny John Jon Jonas Jonathan Jone Jostein Jørgen Jørn Julian Jacek "
    "Kai Karl Karsten Kasper Kennet Kenneth Ketil Kim Kjartan Kjell Kjetil Klaus Knut Kolbjørn Konrad Kristen Kristian Kristoffer Krzysztof Kurt Kåre Lars Lasse Leif Leo Loke Lucas Ludvig "
    "Lukas Magne Magnus Marcin Marek Marius Mark Markus Martin Mathias Mats Michael Mikael Mikkel Michal Mohamed Mohammad Mohammed Morten Muhammad Mustafa Nguyen Nicolai Nikolai "
    "Nils Noah Odd Oddvar Oddbjørn Oddmund Ola Olaf Olai Olav Olaug Ole Oliver Omar Orhan Osman Oskar Oscar Otto Ove Pål Paul Pawel Peder Per Peter Petter Philip Piotr "
    "Preben Ragnar Rasmus Reidar Remi Rino Roald Robert Robin Roger Rolf Roar Ronny Roy Rune Rudolf Said Samuel Sander Sebastian Sigbjørn Sigmund Sigurd Sigve Simen Simon Sindre Sivert "
    "Sjur Snorre Sondre Stale Ståle Stefan Steffen Stein Steinar Stian Stig Sturla Svein Sven Sverre Syver Tage Tarald Tarjei Teodor Terje Thomas Thor Thorbjørn Tobias Tom Tomas Tomasz "
    "Tommy Tor Torbjørn Tore Torfinn Torgeir Torkel Torleif Tormod Torstein Torvald Trond Truls Trygve Tuan Ulf Ulrik Vegar Vegard Vetle Vidar Viktor Viggo William Yngvar Yngve Yusuf Øistein Øivind Ørjan Øystein Øyvind "
)
FORNAVN = ordsett(_KVINNER + _MENN)

# Names that are also ordinary words: a name only when written as one, or where a responsible person is expected.
OGSA_ORD = ordsett(
    "bjørn stein liv gro eir dag mai bo per are even live tale unn siv runa odd ove tor ulf arne elling bent are frode tage tore live juni jon kim mark "
    "finn lea loke mina ina line rita rolf roar robin ruth sander sol helge helga lan leo may mats ole otto ida iver are hauk ask eik ørn falk vår una "
    "berg lie vik moe dahl lund sand hov nes bakke strand lunde haugen dal li hagen bruun holm sund vang myr bø by moen lien engen krog skog dahle brekke "
    "said iris aurora juli hans kai rune trine terje svein nora selma birk aase tuva vera alf vidar tone stine magne inge stig lasse gard april august "
)

"""A value for each key of a kommune's innstillinger.yaml that is not the document's own."""

VERDIER = {
    "oppstart.dato": "2027-01-01", "oppstart.enheter": "[SOL]", "egenevaluering.myk_frist": '"05-10"',
    "lg.tidligst": '"05-22"', "bht.innspill_vindu": '{start: "10-15", slutt: "12-01"}', "mal.enhet_frist": '"06-20"',
    "mal.virksomhetsplan_frist": '"02-15"', "amu.maneder": "[2, 5, 9, 11]", "vernedag.per_ar": "1", "kurs.per_ar": "1",
    "kurs.gjelder_amu": "false", "mks.moter_per_ar": "4", "mks.samling_per_ar": "1", "brann.ovelse_mnd": "4",
    "brann.runde_mnd": "4", "undersokelse.basisar": "2026", "vernerunde.innen_mai": "for_mai",
    "eskalering.hopp_over_samme_person": "false", "ny_enhet.utsatt_dager": "30", "org.stab_som_enhet": "false",
    "delegering.maks_mnd": "6", "vernedag.min_timer_per_ar": "9.5", "sektorrapport.maneder": "[5, 9]",
    "samtale.ansvarlig": "tabellen", "kurs.over_frist": "loft", "kjemikalie.krav": "alle", "lg.eier": "kvalitetssjef",
    "vernerunde.per": "enhet", "paminnelse.samling": "dag", "dokument.versjon": '"2.1"', "rolle.kommunedirektor.visning": "Rådmann",
    "kurs.repetisjon.gjelder": "aktive_roller", "stans.tekst": "Ring vakta først.", "avvik.frist.mottatt_virkedager": "2",
    "avvik.frist.vurdert_dager": "10", "avvik.frist.lukket_dager": "20",
    "vernerunde.avvik_modus": "foresla",
}  # fmt: skip

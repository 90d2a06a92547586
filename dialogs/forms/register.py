"""Every form."""

from dialogs.forms import (
    avvis,
    gjenapne,
    inhabil,
    krev_svar,
    legg_til,
    meld_avvik,
    ny_vurdering,
    plikt_ikke_aktuelt,
    plikt_ringt,
    plikt_skriftlig,
    send_videre,
    skaderegister,
    skjerm_felt,
    stans,
    stans_slutt,
    svar_krav,
    trekk,
    varsel,
)
from dialogs.forms.base import Form

FORMS: tuple[Form, ...] = (
    meld_avvik.FORM,
    legg_til.FORM,
    send_videre.FORM,
    avvis.FORM,
    gjenapne.FORM,
    inhabil.FORM,
    ny_vurdering.FORM,
    skjerm_felt.FORM,
    trekk.FORM,
    plikt_ringt.FORM,
    plikt_skriftlig.FORM,
    plikt_skriftlig.SENDT,
    plikt_ikke_aktuelt.FORM,
    skaderegister.FORM,
    stans.FORM,
    stans_slutt.FORM,
    krev_svar.FORM,
    svar_krav.FORM,
    varsel.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

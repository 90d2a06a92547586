"""Every form."""

from dialogs.forms import (
    arsak,
    avvis,
    droft,
    gjenapne,
    inhabil,
    legg_til,
    lukk,
    meld_avvik,
    ny_vurdering,
    send_videre,
    skjerm_felt,
    spor_melder,
    svar,
    tiltak,
    tiltak_frist,
    tiltak_uaktuelt,
    tiltak_utfort,
    trekk,
    varsel,
    vurder,
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
    varsel.FORM,
    arsak.FORM,
    droft.FORM,
    lukk.FORM,
    spor_melder.FORM,
    svar.FORM,
    tiltak.FORM,
    tiltak_frist.FORM,
    tiltak_uaktuelt.FORM,
    tiltak_utfort.FORM,
    vurder.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

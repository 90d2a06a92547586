"""Every form."""

from dialogs.forms import (
    avvis,
    gjenapne,
    inhabil,
    legg_til,
    meld_avvik,
    mks_tekst,
    ny_vurdering,
    send_videre,
    skjerm_felt,
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
    mks_tekst.FORM,
    ny_vurdering.FORM,
    skjerm_felt.FORM,
    trekk.FORM,
    varsel.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

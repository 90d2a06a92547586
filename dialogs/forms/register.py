"""Every form."""

from dialogs.forms import (
    avvis,
    ekstern_nummer,
    gjenapne,
    inhabil,
    legg_til,
    meld_avvik,
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
    ekstern_nummer.FORM,
    gjenapne.FORM,
    inhabil.FORM,
    ny_vurdering.FORM,
    skjerm_felt.FORM,
    trekk.FORM,
    varsel.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

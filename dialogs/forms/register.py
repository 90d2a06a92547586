"""Every form."""

from dialogs.forms import (
    arshjul_deleger,
    arshjul_ikke_aktuelt,
    arshjul_mer_tid,
    arshjul_utfort,
    legg_til,
    meld_avvik,
    send_videre,
)
from dialogs.forms.base import Form

FORMS: tuple[Form, ...] = (
    meld_avvik.FORM,
    legg_til.FORM,
    send_videre.FORM,
    arshjul_utfort.FORM,
    arshjul_mer_tid.FORM,
    arshjul_deleger.FORM,
    arshjul_ikke_aktuelt.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

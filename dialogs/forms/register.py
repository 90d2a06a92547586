"""Every form."""

from dialogs.forms import forslag, ikke_meldepliktig, legg_til, meld_avvik, send_videre
from dialogs.forms.base import Form

FORMS: tuple[Form, ...] = (
    meld_avvik.FORM,
    legg_til.FORM,
    send_videre.FORM,
    forslag.FORM,
    ikke_meldepliktig.FORM,
)
BY_KEY = {form.key: form for form in FORMS}

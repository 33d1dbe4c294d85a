//! Mended code as it may be here. Of files nothing is cut or left out: code is what it is, or it is none.

use super::{ended, past, title_of};
use crate::{
    code_fixes::{
        edits::SHOWN_BYTES_MAX,
        error::FixError,
        export_record::FixExport,
        model::{ASKED_AGAIN, FixId, INSTRUCTION_BYTES_MAX, Refusal},
    },
    import_export::{
        branches::{ANSWER_BYTES_MAX, clean},
        model::{Omission, Omissions},
    },
    provider::model::{ModelId, ProviderFault},
};

/// A fix, or why it is none.
pub(super) fn fix(whole: FixExport, omissions: &mut Omissions) -> Result<FixExport, Omission> {
    whole.model.parse::<ModelId>().map_err(|_| Omission::Broken)?;
    let fix = FixExport {
        id: FixId::new(),
        title: title_of(&whole.title, &whole.instruction),
        instruction: clean(&whole.instruction, INSTRUCTION_BYTES_MAX, omissions),
        status: ended(whole.status),
        fault: whole.fault.filter(|code| code.parse::<ProviderFault>().is_ok()),
        answer: answer(&whole.answer, omissions),
        refusals: whole.refusals.into_iter().map(|refusal| self::refusal(refusal, omissions)).collect(),
        created_at: past(whole.created_at),
        updated_at: past(whole.updated_at),
        ..whole
    };
    fix.checked().map_err(|error| match error {
        FixError::TooLarge | FixError::TooManyFiles => Omission::TooLarge,
        _ => Omission::Broken,
    })
}

/// What the model wrote, with the sign before what it wrote when it was asked again.
fn answer(text: &str, omissions: &mut Omissions) -> String {
    match text.split_once(ASKED_AGAIN) {
        Some((first, second)) => {
            let first = clean(first, ANSWER_BYTES_MAX, omissions);
            format!("{first}{ASKED_AGAIN}{}", clean(second, ANSWER_BYTES_MAX, omissions))
        }
        None => clean(text, ANSWER_BYTES_MAX, omissions),
    }
}

fn refusal(refusal: Refusal, omissions: &mut Omissions) -> Refusal {
    Refusal {
        attempt: refusal.attempt.clamp(1, 2),
        path: clean(&refusal.path, SHOWN_BYTES_MAX, omissions),
        search: clean(&refusal.search, SHOWN_BYTES_MAX, omissions),
        ..refusal
    }
}

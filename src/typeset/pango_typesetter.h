// The typesetter on Pango and Cairo. Shapes every script, and embeds the fonts it used as subsets.
#pragma once

#include <memory>

#include "ports/typesetter.h"

namespace firstday::typeset {

/// Needs the fonts that scripts/setup installs; a letter whose characters they lack is an error, never a box.
std::unique_ptr<ports::Typesetter> make_pango_typesetter(
    const ports::LetterGeometry& geometry = ports::kNotifyGeometry);

}  // namespace firstday::typeset

#include "config/templates.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "render/fill.h"
#include "render/template_check.h"
#include "render/template_file.h"
#include "render/template_review.h"

namespace firstday::config {

namespace {

namespace fs = std::filesystem;
using base::Problem;
using base::Severity;

constexpr std::uintmax_t kMostBytes = 262'144;
constexpr const char* kSampleFile = "sample.yaml";

using Problems = std::vector<Problem>;

void report(Problems& problems, Severity severity, const fs::path& file, std::string what, std::string mend) {
  problems.push_back({severity, file.string(), 0, 0, "", std::move(what), std::move(mend)});
}

/// By name, so that what is reported does not depend on the disk.
std::vector<fs::path> entries_of(const fs::path& folder, Problems& problems) {
  std::vector<fs::path> out;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    if (at->path().filename().string().front() != '.') out.push_back(at->path());
  if (failed)
    report(problems, Severity::kError, folder, "The folder cannot be read: " + failed.message() + ".",
           "Check that it is there and may be read.");
  std::sort(out.begin(), out.end());
  return out;
}

bool is_folder(const fs::path& path) {
  std::error_code failed;
  return fs::is_directory(path, failed);
}

std::optional<std::string> read(const fs::path& file, Problems& problems) {
  std::error_code failed;
  const std::uintmax_t size = fs::file_size(file, failed);
  if (!failed && size > kMostBytes) {
    report(problems, Severity::kError, file, "The file is far too large for a template.", "Take it away.");
    return std::nullopt;
  }
  std::string text(failed ? 0 : size, '\0');
  std::ifstream in(file, std::ios::binary);
  if (!failed && in.read(text.data(), static_cast<std::streamsize>(text.size()))) return text;
  report(problems, Severity::kError, file, "The file cannot be read.", "Check that it may be read.");
  return std::nullopt;
}

/// Reads one sample.yaml.
class SampleReader {
 public:
  SampleReader(const fs::path& file, Problems& problems) : file_(file), problems_(problems) {}

  std::map<std::string, render::Values> run(const std::string& text) {
    std::map<std::string, render::Values> out;
    try {
      const YAML::Node root = YAML::Load(text);
      if (!root.IsMap()) return refuse(root, "", "A sample is a map of languages to fields."), out;
      for (const auto& language : root) out[language.first.as<std::string>()] = fields(language.second);
    } catch (const YAML::Exception& e) {
      problem(e.mark, "", "This is not good YAML: " + e.msg + ".");
    }
    return out;
  }

 private:
  render::Values fields(const YAML::Node& map) {
    render::Values values;
    if (!map.IsMap()) return refuse(map, "", "A language's sample is a map of fields to values."), values;
    for (const auto& field : map) {
      const auto name = field.first.as<std::string>();
      if (field.second.IsScalar())
        values.set(name, scalar(field.second.Scalar()));
      else if (field.second.IsSequence())
        values.set(name, list(field.second, name));
      else
        refuse(field.second, name, "A value is text, a list of texts, a date, or am or pm.");
    }
    return values;
  }

  static render::Value scalar(const std::string& text) {
    if (const auto date = base::parse_iso_date(text)) return *date;
    if (const auto half = render::half_day_of(text)) return *half;
    return base::Personal(text);
  }

  render::Value list(const YAML::Node& sequence, const std::string& name) {
    std::vector<base::Personal> items;
    for (const YAML::Node& item : sequence) {
      if (item.IsScalar())
        items.emplace_back(item.Scalar());
      else
        refuse(item, name, "A list holds texts only.");
    }
    return items;
  }

  void refuse(const YAML::Node& node, const std::string& field, std::string what) {
    problem(node.Mark(), field, std::move(what));
  }

  void problem(const YAML::Mark& mark, const std::string& field, std::string what) {
    problems_.push_back({Severity::kError, file_.string(), mark.line + 1, mark.column + 1, field,
                         std::move(what), "templates/README.md shows how a sample is written."});
  }

  const fs::path& file_;
  Problems& problems_;
};

/// Samples first, from every folder; then templates, each tried with its sample before it is kept.
class Loader {
 public:
  explicit Loader(const Hasher& sha256_hex) : sha256_hex_(sha256_hex) {}

  base::Parsed<TemplateFolders> run(const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) find_files(folder);
    for (const fs::path& file : samples_) read_samples(file);
    for (const fs::path& file : templates_) read_template(file);
    for (const auto& [name, file] : sample_files_) look_for_unused(name, file);
    return std::move(out_);
  }

 private:
  void find_files(const fs::path& folder) {
    for (const fs::path& named : entries_of(folder, out_.problems)) {
      if (!is_folder(named)) continue;
      if (!render::is_template_name(named.filename().string())) {
        report(out_.problems, Severity::kError, named, "This is no name for a template.",
               "Use small letters, digits and hyphens.");
        continue;
      }
      for (const fs::path& file : entries_of(named, out_.problems)) sort_out(file);
    }
  }

  void sort_out(const fs::path& file) {
    if (file.filename() == kSampleFile) return samples_.push_back(file);
    if (file.extension() != ".md")
      return report(out_.problems, Severity::kWarning, file, "This is neither a template nor a sample.",
                    "Take it out of the folder.");
    if (!render::parse_file_name(file.filename().string()))
      return report(out_.problems, Severity::kError, file, "The file's name does not say kind and language.",
                    "Call it as in text.cy.md: a kind of message, a language, md.");
    templates_.push_back(file);
  }

  static std::string name_of(const fs::path& file) { return file.parent_path().filename().string(); }

  void read_samples(const fs::path& file) {
    const auto text = read(file, out_.problems);
    if (!text) return;
    for (auto& [language, values] : SampleReader(file, out_.problems).run(*text))
      out_.value.samples[name_of(file)].try_emplace(language, std::move(values));
    sample_files_.try_emplace(name_of(file), file);
  }

  void read_template(const fs::path& file) {
    const auto source = read(file, out_.problems);
    if (!source) return;
    const auto named = render::parse_file_name(file.filename().string());
    render::Template t;
    t.name = name_of(file);
    t.kind = named->kind;
    t.language = named->language;
    t.file = file.string();
    t.hash = sha256_hex_(*source);
    base::Parsed<render::Template> parsed =
        render::read_template(std::move(t), *source, sha256_hex_(render::reviewed_words(*source)));
    if (!parsed.has_errors()) try_with_sample(parsed);
    if (!parsed.has_errors()) out_.value.set.add(std::move(parsed.value));
    std::move(parsed.problems.begin(), parsed.problems.end(), std::back_inserter(out_.problems));
  }

  void try_with_sample(base::Parsed<render::Template>& parsed) {
    const render::Template& t = parsed.value;
    const render::Values* sample = out_.value.sample(t.name, t.language);
    if (sample == nullptr)
      return report(parsed.problems, Severity::kError, t.file,
                    "There is no sample to try this template with.",
                    "Put a sample.yaml with its language, or with en, beside it.");
    for (Problem& p : render::check_template(t, *sample)) parsed.problems.push_back(std::move(p));
  }

  void look_for_unused(const std::string& name, const fs::path& file) {
    for (const auto& [language, values] : out_.value.samples[name])
      for (const std::string& field : values.names())
        if (!is_used(name, field))
          out_.problems.push_back({Severity::kWarning, file.string(), 0, 0, field,
                                   "No template beside this sample uses the field (" + language + ").",
                                   "Take it out, or look for a slip in its name."});
  }

  bool is_used(const std::string& name, const std::string& field) const {
    render::Values one;
    one.set(field, "x");
    const auto uses = [&](const render::TemplateText& text) {
      return render::surplus_fields(text, one).empty();
    };
    const auto& all = out_.value.set.list();
    return std::any_of(all.begin(), all.end(), [&](const render::Template& t) {
      return t.name == name && (uses(t.body) || (t.subject && uses(*t.subject)));
    });
  }

  const Hasher& sha256_hex_;
  std::vector<fs::path> samples_;
  std::vector<fs::path> templates_;
  std::map<std::string, fs::path> sample_files_;
  base::Parsed<TemplateFolders> out_;
};

}  // namespace

const render::Values* TemplateFolders::sample(const std::string& name, const std::string& language) const {
  const auto named = samples.find(name);
  if (named == samples.end()) return nullptr;
  for (const std::string& tag : {language, std::string("en")})
    if (const auto at = named->second.find(tag); at != named->second.end()) return &at->second;
  return nullptr;
}

base::Parsed<TemplateFolders> load_templates(const std::vector<std::string>& folders,
                                             const Hasher& sha256_hex) {
  return Loader(sha256_hex).run(folders);
}

}  // namespace firstday::config

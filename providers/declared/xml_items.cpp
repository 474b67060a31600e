#include "providers/declared/xml_items.h"

#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/InputSource.h>
#include <Poco/SAX/LexicalHandler.h>
#include <Poco/SAX/SAXParser.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace firstday::provider_declared {

namespace {

constexpr std::size_t kDeepest = 50;
constexpr int kMostElements = 20'000;

struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Collector final : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
 public:
  explicit Collector(std::string items) : items_(std::move(items)) {}

  std::vector<XmlItem> take() { return std::move(out_); }

  void startElement(const Poco::XML::XMLString&, const Poco::XML::XMLString& local,
                    const Poco::XML::XMLString&, const Poco::XML::Attributes& attributes) override {
    if (++elements_ > kMostElements || names_.size() >= kDeepest) throw Refused("too large or too deep");
    texts_.emplace_back();
    names_.push_back(local);
    if (item_depth_ == 0 && begins_an_item()) {
      item_depth_ = names_.size();
      out_.push_back({{".", local}});
    }
    if (item_depth_ == 0) return;
    for (int i = 0; i < attributes.getLength(); ++i)
      out_.back().emplace(path_to("@" + attributes.getLocalName(i)), attributes.getValue(i));
  }

  void endElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                  const Poco::XML::XMLString&) override {
    if (item_depth_ > 0 && names_.size() > item_depth_)
      out_.back().emplace(path_to(""), std::string(base::trim(texts_.back())));
    if (item_depth_ == names_.size()) item_depth_ = 0;
    names_.pop_back();
    texts_.pop_back();
  }

  void characters(const Poco::XML::XMLChar text[], int start, int length) override {
    if (!texts_.empty()) texts_.back().append(text + start, static_cast<std::size_t>(length));
  }

  void startDTD(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                const Poco::XML::XMLString&) override {
    throw Refused("a document type declaration");
  }
  void endDTD() override {}
  void startEntity(const Poco::XML::XMLString&) override {}
  void endEntity(const Poco::XML::XMLString&) override {}
  void startCDATA() override {}
  void endCDATA() override {}
  void comment(const Poco::XML::XMLChar[], int, int) override {}

 private:
  bool begins_an_item() const {
    return items_.empty() ? names_.size() == 1 : base::join(names_, "/") == items_;
  }

  /// Below the item: its elements' names, and `last` where it is given.
  std::string path_to(const std::string& last) const {
    std::vector<std::string> below(names_.begin() + static_cast<std::ptrdiff_t>(item_depth_), names_.end());
    if (!last.empty()) below.push_back(last);
    return base::join(below, "/");
  }

  std::string items_;
  std::vector<XmlItem> out_;
  std::vector<std::string> names_;
  std::vector<std::string> texts_;
  std::size_t item_depth_ = 0;
  int elements_ = 0;
};

}  // namespace

std::optional<std::vector<XmlItem>> xml_items(const std::string& body, const std::string& items) {
  try {
    Collector collector(items);
    Poco::XML::SAXParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, true);
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_GENERAL_ENTITIES, false);
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_PARAMETER_ENTITIES, false);
    parser.setContentHandler(&collector);
    parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER,
                       static_cast<Poco::XML::LexicalHandler*>(&collector));
    std::istringstream in(body);
    Poco::XML::InputSource source(in);
    parser.parse(&source);
    return collector.take();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

bool is_xml_path(const std::string& text) {
  if (text == ".") return true;
  const std::vector<std::string> names = base::split(text, '/');
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string_view name = names[i];
    if (i + 1 == names.size() && name.starts_with('@')) name.remove_prefix(1);
    if (name.empty() || name.find_first_of(" @.\t\n") == 0) return false;
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c != '@' && c != '<'; }))
      return false;
  }
  return true;
}

}  // namespace firstday::provider_declared

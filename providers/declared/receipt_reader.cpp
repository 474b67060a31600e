#include "providers/declared/receipt_reader.h"

#include "providers/declared/read_words.h"

namespace firstday::provider_declared {

namespace {

class Reader final : public ports::ReceiptReader {
 public:
  Reader(std::shared_ptr<const Definition> definition, ProofValue value_of)
      : definition_(std::move(definition)), value_of_(std::move(value_of)) {}

  bool is_authentic(const ports::RawPost& post, base::Instant now) const override {
    try {
      return provider_declared::is_authentic(definition_->incoming, post, now, value_of_);
    } catch (const std::exception&) {  // a secret that cannot be had proves nothing
      return false;
    }
  }

  base::Parsed<std::vector<job::ProviderWord>> read(const ports::RawPost& post) const override {
    return read_words(*definition_, post);
  }

  ports::Acknowledgement acknowledgement() const override {
    const IncomingAnswer& answer = definition_->incoming.answer;
    return {answer.status, answer.body, answer.content_type};
  }

 private:
  std::shared_ptr<const Definition> definition_;
  ProofValue value_of_;
};

}  // namespace

std::unique_ptr<ports::ReceiptReader> make_receipt_reader(std::shared_ptr<const Definition> definition,
                                                          ProofValue value_of) {
  return std::make_unique<Reader>(std::move(definition), std::move(value_of));
}

}  // namespace firstday::provider_declared

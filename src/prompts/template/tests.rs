//! How blanks are read and filled in.

use super::*;

fn filled(body: &str, values: &[(&str, &str)]) -> Result<String, TemplateFault> {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Template::parse(body)?.fill(&values)
}

#[test]
fn every_kind_of_blank_is_read() {
    let body = "{{주제}} {{ 주제 : text = 봄 }} {{n:number=3}} {{tone:choice: 존댓말 | 반말 }} {{주제}} {{memo=}}";
    let template = Template::parse(body).unwrap();
    let variable = |name: &str, kind, choices: &[&str], default: Option<&str>| Variable {
        name: name.to_owned(),
        kind,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        default: default.map(str::to_owned),
    };
    assert_eq!(
        template.variables(),
        [
            variable("주제", Kind::Text, &[], Some(" 봄 ")),
            variable("n", Kind::Number, &[], Some("3")),
            variable("tone", Kind::Choice, &["존댓말", "반말"], Some("존댓말")),
            variable("memo", Kind::Text, &[], Some("")),
        ]
    );
    assert_eq!(filled("{{a}}-{{a}}-{{b=x}}", &[("a", "1")]), Ok("1-1-x".into()));
    assert_eq!(filled("{{n:number=3}}, {{t:choice:a|b}}", &[("n", " 2.5 "), ("t", "b")]), Ok("2.5, b".into()));
    // What goes into a blank is no blank.
    assert_eq!(filled("{{a}}", &[("a", "{{b}}")]), Ok("{{b}}".into()));
}

#[test]
fn braces_that_are_no_blank_are_refused_unless_they_say_so() {
    assert_eq!(filled(r"\{{x}} and {y} }}", &[]), Ok("{{x}} and {y} }}".into()));
    let cases = [
        ("{{}}", "{{}}"),
        ("a {{#if x}} b", "{{#if x}}"),
        ("{{open", "{{open"),
        ("{{a\nb}}", "{{a"),
        ("{{n:number=many}}", "{{n:number=many}}"),
        ("{{n:number=inf}}", "{{n:number=inf}}"),
        ("{{a:date}}", "{{a:date}}"),
        ("{{a:choice:}}", "{{a:choice:}}"),
        ("{{a:choice:x||y}}", "{{a:choice:x||y}}"),
        ("{{a{{b}}", "{{a{{b}}"),
    ];
    for (body, shown) in cases {
        assert_eq!(Template::parse(body), Err(TemplateFault::Unreadable(shown.to_owned())), "{body}");
    }
    let long = format!("{{{{{}}}}}", "a".repeat(NAME_MAX + 1));
    assert!(matches!(Template::parse(&long), Err(TemplateFault::Unreadable(_))));
    assert_eq!(Template::parse("{{a:number}} {{a:text}}"), Err(TemplateFault::Ambiguous("a".into())));
    let many: String = (0..=VARIABLES_MAX).map(|n| format!("{{{{v{n}}}}}")).collect();
    assert_eq!(Template::parse(&many), Err(TemplateFault::TooMany));
}

#[test]
fn what_does_not_fit_into_a_blank_is_refused_with_its_name() {
    assert_eq!(filled("{{a}}", &[]), Err(TemplateFault::Missing("a".into())));
    assert_eq!(filled("{{a}}", &[("a", " \n")]), Err(TemplateFault::Missing("a".into())));
    assert_eq!(filled("{{a:number}}", &[("a", "three")]), Err(TemplateFault::NotNumber("a".into())));
    assert_eq!(filled("{{a:choice:x|y}}", &[("a", "z")]), Err(TemplateFault::NotChoice("a".into())));
    assert_eq!(filled("{{a=}}", &[("b", "z")]), Err(TemplateFault::Unknown("b".into())));
    let control = TemplateFault::Other(ValidationError::MessageControlCharacter.into());
    assert_eq!(filled("{{a}}", &[("a", "\0")]), Err(control));
    let many = "{{a}}".repeat(100);
    let long = TemplateFault::Other(ValidationError::MessageTooLong.into());
    assert_eq!(filled(&many, &[("a", &"x".repeat(10_000))]), Err(long));
}
